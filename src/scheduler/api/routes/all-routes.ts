import type { Route } from '../http/route';
import { dueTimesRoutes } from './due-times-routes';
import { healthRoute } from './health-route';
import { historyRoutes } from './history-routes';
import { metricsRoute } from './metrics-route';
import { openApiRoute } from './openapi-route';
import { organisationsRoute } from './organisations-route';
import { pauseRoutes } from './pause-routes';
import { preflightRoute } from './preflight-route';
import { logReadingRoutes } from './log-reading-routes';
import { runLogRoute } from './run-log-route';
import { runRoutes } from './run-routes';
import { shutdownRoute } from './shutdown-route';
import { taskRoutes } from './task-routes';
import { taskRunsRoutes } from './task-runs-routes';
import { trialRoutes } from './trial-routes';
import { websocketRoutes } from './websocket-routes';
import { workingCopyRoutes } from './working-copy-routes';

/** Every call of the API, in the order of its description. */
export const ALL_ROUTES: readonly Route[] = [
  healthRoute,
  metricsRoute,
  organisationsRoute,
  ...taskRoutes,
  ...taskRunsRoutes,
  ...historyRoutes,
  ...dueTimesRoutes,
  ...pauseRoutes,
  ...runRoutes,
  runLogRoute,
  ...logReadingRoutes,
  preflightRoute,
  ...workingCopyRoutes,
  ...trialRoutes,
  ...websocketRoutes,
  shutdownRoute,
  openApiRoute
];
