import { useEffect, useState } from 'react';

/** A number that changes with Lab’s theme, whose name stands on the body. */
export function useThemeVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => setVersion(before => before + 1));
    observer.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-name', 'data-jp-theme-light', 'class'] });
    return () => observer.disconnect();
  }, []);
  return version;
}
