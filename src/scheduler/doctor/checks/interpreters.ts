import type { Check, DoctorContext } from '../doctor-context';
import { good, problem, type Finding } from '../finding';

/** Versions of Python that the configuration asks for; uv takes them from the installed ones, and downloads none. */
export const interpretersCheck: Check = {
  name: 'interpreter',
  half: 'scheduler',
  look: context => {
    const organisations = Object.entries(context.configuration.configuration?.organisations ?? {});
    const versions = Map.groupBy(
      organisations.filter(([, { python }]) => python !== null),
      ([, { python }]) => python ?? ''
    );
    return context.uvPath === null
      ? []
      : Promise.all([...versions].map(([version, entries]) => find(version, entries.map(([name]) => name).join(', '), context)));
  }
};

async function find(version: string, organisations: string, { uv }: DoctorContext): Promise<Finding> {
  const answer = await uv(['python', 'find', '--system', version]);
  return answer.ok
    ? good(`Python ${version} of ${organisations}: ${answer.stdout.trim()}`)
    : problem(
        `Python ${version} of ${organisations} is not installed: ${answer.failure ?? answer.stderr.trim()}`,
        `run \`uv python install ${version}\`, or ask for another version in the configuration`
      );
}
