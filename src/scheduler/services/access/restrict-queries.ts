import { roleIn, type Grants } from '../../../core/access/grants';
import { METADATA_LOOP, type TaskId } from '../../../protocol/identity';
import type { Task } from '../../../protocol/task';
import type { IQueries } from '../scheduler-services';

/** The answers of `queries` without what is in organisations that somebody with `grants` may not see: it is as if it were not there. */
export function restrictQueries(queries: IQueries, grants: Grants): IQueries {
  const sees = (organisation: string): boolean => roleIn(grants, organisation) !== null;
  const seesLoop = (loop: string): boolean => loop === METADATA_LOOP || sees(loop);
  const task = (id: TaskId): Task | null => onlyIf(sees, queries.task(id));
  const organisations = () => queries.organisations().filter(({ codops }) => sees(codops));
  return {
    health: () => {
      const health = queries.health();
      const loops = health.loops.filter(({ name }) => seesLoop(name));
      return { ...health, loops, discoveries: grants.everywhere === null ? [] : health.discoveries };
    },
    organisations,
    organisation: codops => (sees(codops) ? queries.organisation(codops) : null),
    sharedLoop: () => (grants.everywhere === null ? null : queries.sharedLoop()),
    repositories: () => {
      const urls = new Set(organisations().flatMap(({ repositories }) => repositories.map(({ url }) => url)));
      return queries.repositories().filter(({ url }) => urls.has(url));
    },
    tasks: organisation =>
      organisation === null
        ? queries.tasks(null).filter(each => sees(each.organisation))
        : sees(organisation)
          ? queries.tasks(organisation)
          : [],
    task,
    taskCounts: () => queries.taskCounts().filter(({ organisation }) => sees(organisation)),
    findTask: idOrKey => {
      const id = queries.findTask(idOrKey);
      return id === null || task(id) === null ? null : id;
    },
    runs: (id, page) => (task(id) === null ? [] : queries.runs(id, page)),
    history: (id, page) => (task(id) === null ? [] : queries.history(id, page)),
    run: id => onlyIf(sees, queries.run(id)),
    trial: run => (onlyIf(sees, queries.run(run)) === null ? null : queries.trial(run)),
    dueTimes: (id, page) => (task(id) === null ? [] : queries.dueTimes(id, page)),
    notifications: () => queries.notifications().filter(({ run }) => sees(run.organisation)),
    paused: loop => (loop === null || seesLoop(loop)) && queries.paused(loop)
  };
}

function onlyIf<T extends { readonly organisation: string }>(sees: (organisation: string) => boolean, found: T | null): T | null {
  return found !== null && sees(found.organisation) ? found : null;
}
