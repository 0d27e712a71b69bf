/** What a configuration takes from the machine it is read on. Paths are absolute, with forward slashes. */
export type ConfigurationDefaults = {
  /** Where the scheduler keeps its state when the file does not say. */
  readonly state_dir: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the configuration file, from which its relative paths go on. */
  readonly directory: string;
};
