import { DOMWidgetModel } from '@jupyter-widgets/base';
import { MODULE_NAME, MODULE_VERSION } from './package-version';

/** The browser's half of `peach_lab.TasksInfo`. */
export class TasksInfoModel extends DOMWidgetModel {
  static readonly model_name = 'TasksInfoModel';
  static readonly model_module = MODULE_NAME;
  static readonly model_module_version = MODULE_VERSION;
  static readonly view_name = 'TasksInfoView';
  static readonly view_module = MODULE_NAME;
  static readonly view_module_version = MODULE_VERSION;

  override defaults() {
    return {
      ...super.defaults(),
      _model_name: 'TasksInfoModel',
      _model_module: MODULE_NAME,
      _model_module_version: MODULE_VERSION,
      _view_name: 'TasksInfoView',
      _view_module: MODULE_NAME,
      _view_module_version: MODULE_VERSION,
      package_version: null,
      organisation: null,
      height: ''
    };
  }
}
