/** Ids of this extension's commands. Other extensions and key bindings may use them. */
export const COMMAND_IDS = {
  registerTask: 'peach-lab:register-task',
  openTask: 'peach-lab:open-task',
  openTasksInformation: 'peach-lab:open-tasks-information',
  openDoctor: 'peach-lab:open-doctor'
} as const;
