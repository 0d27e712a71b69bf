/**
 * The variables uv and the interpreter are started with. Left out: what would make them write no byte code or use another environment,
 * and what is the Jupyter server's own, because building a package runs code of strangers.
 */
const LEFT_OUT =
  /^(PYTHON(?!WARNINGS$).*|VIRTUAL_ENV|CONDA_PREFIX|CONDA_DEFAULT_ENV|UV_(PYTHON|SYSTEM_PYTHON|BREAK_SYSTEM_PACKAGES|PROJECT_ENVIRONMENT|VENV_.*|COMPILE_BYTECODE|REQUIRE_HASHES|WORKING_DIR|PROJECT)|JPY_.*|JUPYTER.*|PEACH_.*)$/;

const SET = { NO_COLOR: '1', UV_NO_PROGRESS: '1', UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROJECT: '1' } as const;

export function installerVariables(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => !LEFT_OUT.test(name))), ...SET };
}
