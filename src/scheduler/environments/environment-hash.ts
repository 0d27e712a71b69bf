import { createHash } from 'node:crypto';

/** Everything that decides what an environment holds. */
export type EnvironmentInputs = {
  readonly requirements: readonly string[];
  /** Version of its interpreter. */
  readonly python: string;
  /** System and processor. */
  readonly platform: string;
  readonly settings: readonly string[];
};

const DIGITS = 20;

/** The name of the environment made from `inputs`: the same for the same requirements in any order. */
export function environmentHash(inputs: EnvironmentInputs): string {
  const requirements = [...new Set(inputs.requirements.map(text => text.trim()))].sort();
  const text = JSON.stringify([requirements, inputs.python, inputs.platform, inputs.settings]);
  return createHash('sha256').update(text).digest('hex').slice(0, DIGITS);
}
