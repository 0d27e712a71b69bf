/** Variables that point git at another repository than the one it is told of, or that mix other things into its answers. */
const LEFT_OUT =
  /^GIT_(DIR|WORK_TREE|IMPLICIT_WORK_TREE|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|CONFIG|CONFIG_PARAMETERS|GRAFT_FILE|SHALLOW_FILE|QUARANTINE_PATH|CEILING_DIRECTORIES|ATTR_SOURCE|(GLOB|NOGLOB|ICASE)_PATHSPECS|TRACE.*)$/;

/** Git asks nobody, takes paths as they are written and answers in English. */
const SET = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
  GIT_EDITOR: 'true',
  GIT_PAGER: 'cat',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LITERAL_PATHSPECS: '1',
  LC_ALL: 'C.UTF-8',
  LANGUAGE: ''
} as const;

/** The variables git is started with. What tells it of a person's identity, certificates and credential helpers stays. */
export function gitEnvironment(own: NodeJS.ProcessEnv, extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !LEFT_OUT.test(name));
  return { ...Object.fromEntries(kept), ...SET, ...extra };
}
