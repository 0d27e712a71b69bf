import { useTranslation } from '../../translation';
import type { ChangedFile } from './changed-files';

type ChangedFilesProps = {
  readonly files: readonly ChangedFile[];
  /** Whether Jupyter reaches the file, so that it can be opened. */
  readonly canShow: (path: string) => boolean;
  readonly onShow: (path: string) => void;
};

/** The files of a registration, each with a way to it. */
export function ChangedFiles({ files, canShow, onShow }: ChangedFilesProps) {
  const trans = useTranslation();
  return (
    <table className="peach-register-table">
      <caption>{trans.__('Changed files')}</caption>
      <tbody>
        {files.map(({ path, change }) => (
          <tr key={path}>
            <th scope="row">{path}</th>
            <td>{change}</td>
            <td>
              {canShow(path) && (
                <button type="button" className="peach-register-link" aria-label={trans.__('Show %1', path)} onClick={() => onShow(path)}>
                  {trans.__('Show')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
