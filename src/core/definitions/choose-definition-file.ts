type Situation = {
  readonly codops: string;
  /** Definition files that have tasks of this organisation, relative to the repository's root. */
  readonly files: readonly string[];
  readonly taskName: string;
  /** Whether the repository has a `peach.yaml` at its root, of whichever organisation. */
  readonly hasPeachYaml: boolean;
  /** Definition files of other organisations, whose names a new file can't have. */
  readonly taken?: readonly string[];
};

/** The definition files into which a new task may be written, and the one to propose. */
export function chooseDefinitionFile(situation: Situation): { readonly choices: readonly string[]; readonly default: string } {
  const { codops, files, taskName, hasPeachYaml, taken = [] } = situation;
  const [first] = files;
  if (first !== undefined) {
    return { choices: files, default: first };
  }
  const plain = `peach.conf/${taskName}.yaml`;
  const created = taken.includes(plain) ? `peach.conf/${codops}/${taskName}.yaml` : plain;
  return { choices: hasPeachYaml ? [created] : [created, 'peach.yaml'], default: created };
}
