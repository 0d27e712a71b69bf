import type { Check, DoctorContext } from '../doctor-context';
import { good, warning, type Finding } from '../finding';

const LEAST = { openFiles: 4096, processes: 1024, watches: 8192, watchers: 128 } as const;

type Limit = { readonly what: string; readonly remedy: string };

const LIMITS: Readonly<Record<keyof typeof LEAST, Limit>> = {
  openFiles: {
    what: 'open files of a process',
    remedy: 'raise it for whoever starts the scheduler: `ulimit -n`, LimitNOFILE= of its systemd unit, or /etc/security/limits.conf'
  },
  processes: {
    what: 'processes of the user',
    remedy: 'raise it for whoever starts the scheduler: `ulimit -u`, TasksMax= of its systemd unit, or /etc/security/limits.conf'
  },
  watches: {
    what: 'watched folders of the user',
    remedy: 'run `sysctl fs.inotify.max_user_watches=65536`, and write it into /etc/sysctl.d'
  },
  watchers: { what: 'watchers of the user', remedy: 'run `sysctl fs.inotify.max_user_instances=512`, and write it into /etc/sysctl.d' }
};

export const limitsCheck: Check = {
  name: 'limits',
  half: 'scheduler',
  look: ({ machine }) => {
    const names = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
    const low = names.flatMap(name => judge(name, machine));
    return low.length > 0 ? low : [good(names.flatMap(name => describe(name, machine)).join(', ') || 'this system does not tell them')];
  }
};

function judge(name: keyof typeof LIMITS, machine: DoctorContext['machine']): readonly Finding[] {
  const value = machine[name];
  const { what, remedy } = LIMITS[name];
  return value !== null && value < LEAST[name] ? [warning(`at most ${value} ${what}; ${LEAST[name]} are enough for most`, remedy)] : [];
}

function describe(name: keyof typeof LIMITS, machine: DoctorContext['machine']): readonly string[] {
  const value = machine[name];
  return value === null ? [] : [`${value === Infinity ? 'any number of' : value} ${LIMITS[name].what}`];
}
