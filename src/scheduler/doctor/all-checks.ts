import { addressCheck } from './checks/address';
import { clockCheck } from './checks/clock';
import { configurationCheck } from './checks/configuration';
import { controlGroupsCheck } from './checks/control-groups';
import { environmentsCheck } from './checks/environments';
import { gitCheck } from './checks/git';
import { interpretersCheck } from './checks/interpreters';
import { jupyterLabCheck } from './checks/jupyterlab';
import { labExtensionCheck } from './checks/lab-extension';
import { limitsCheck } from './checks/limits';
import { memoryCheck } from './checks/memory';
import { ownerCheck } from './checks/owner';
import { packageCheck } from './checks/package';
import { packageIndexCheck } from './checks/package-index';
import { platformCheck } from './checks/platform';
import { programsCheck } from './checks/programs';
import { repositoriesCheck } from './checks/repositories';
import { schedulerCheck } from './checks/scheduler';
import { serverExtensionCheck } from './checks/server-extension';
import { stateDirectoryCheck, temporaryFolderCheck } from './checks/disk';
import { storeCheck } from './checks/store';
import { timeZonesCheck } from './checks/time-zones';
import { uvCheck } from './checks/uv';
import { widgetCheck } from './checks/widget';
import type { Check } from './doctor-context';

/** In the order in which they are told: what the rest stands on comes first. */
export const ALL_CHECKS: readonly Check[] = [
  platformCheck,
  packageCheck,
  programsCheck,
  jupyterLabCheck,
  serverExtensionCheck,
  labExtensionCheck,
  widgetCheck,
  configurationCheck,
  stateDirectoryCheck,
  temporaryFolderCheck,
  storeCheck,
  addressCheck,
  ownerCheck,
  schedulerCheck,
  gitCheck,
  repositoriesCheck,
  uvCheck,
  interpretersCheck,
  environmentsCheck,
  packageIndexCheck,
  clockCheck,
  timeZonesCheck,
  limitsCheck,
  memoryCheck,
  controlGroupsCheck
];
