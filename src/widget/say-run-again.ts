import type { IRenderMime, IRenderMimeRegistry } from '@jupyterlab/rendermime';

const WIDGET_VIEW = 'application/vnd.jupyter.widget-view+json';
/** What the text of our widget begins with, in a notebook that was saved. */
const OUR_TEXT = 'TasksInfo(';

type Renderers = Pick<IRenderMimeRegistry, 'getFactory' | 'getRank' | 'addFactory'>;

/**
 * Makes a saved notebook say what to do where its *Tasks information* was: a notebook holds no widgets, and the
 * manager's own words for that are those of a mistake.
 */
export function sayRunAgain(rendermime: Renderers, sentence: string): void {
  const factory = rendermime.getFactory(WIDGET_VIEW);
  if (factory === undefined) {
    return;
  }
  const createRenderer = (options: IRenderMime.IRendererOptions): IRenderMime.IRenderer => {
    const renderer = factory.createRenderer(options);
    const renderModel = renderer.renderModel.bind(renderer);
    renderer.renderModel = async model => {
      await renderModel(model);
      if (isOurs(model) && renderer.node.textContent.includes('model not found')) {
        renderer.node.textContent = sentence;
      }
    };
    return renderer;
  };
  rendermime.addFactory({ ...factory, createRenderer }, rendermime.getRank(WIDGET_VIEW));
}

function isOurs(model: IRenderMime.IMimeModel): boolean {
  const data = model.data['text/plain'];
  const text = Array.isArray(data) ? data.join('') : data;
  return typeof text === 'string' && text.startsWith(OUR_TEXT);
}
