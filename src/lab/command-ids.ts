/** Ids of this extension's commands. Other extensions and key bindings may use them. */
export const COMMAND_IDS = {
  registerTask: 'peach-lab:register-task',
  editTask: 'peach-lab:edit-task',
  editCellTask: 'peach-lab:edit-cell-task',
  openTask: 'peach-lab:open-task',
  openTasksInformation: 'peach-lab:open-tasks-information',
  openTasksNotebook: 'peach-lab:open-tasks-notebook',
  openDoctor: 'peach-lab:open-doctor'
} as const;
