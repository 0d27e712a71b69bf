import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { Answer } from '../../client/answer';
import { readDoctorReport } from '../../client/read-doctor-report';
import type { DoctorReport } from '../../protocol/doctor';

/** Lets the Jupyter server of `settings` look at both halves. Never rejects. */
export async function examine(settings: ServerConnection.ISettings): Promise<Answer<DoctorReport>> {
  try {
    const response = await ServerConnection.makeRequest(URLExt.join(settings.baseUrl, 'peach/doctor'), { method: 'GET' }, settings);
    return readDoctorReport(response.status, await response.text());
  } catch (error) {
    const message = 'The Jupyter server does not answer. See whether it still runs; `peach doctor` in a terminal tells the same.';
    return { ok: false, failure: { code: 'unreachable', message, details: String(error) } };
  }
}
