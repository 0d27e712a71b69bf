import { useState } from 'react';
import { Button } from '../controls/Button';
import { useViewTranslation } from '../words/translation';

export type CopyableTextProps = { readonly text: string; readonly copy: (text: string) => void };

/** A message; what stands between backticks in it is shown as code, and can be copied. */
export function CopyableText({ text, copy }: CopyableTextProps) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index} text={part} copy={copy} /> : part))}</>;
}

function Code({ text, copy }: CopyableTextProps) {
  const trans = useViewTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <span className="jp-peach-CopyableCode" onMouseLeave={() => setCopied(false)} onBlur={() => setCopied(false)}>
      <code>{text}</code>
      <Button
        label={copied ? trans.__('Copied %1', text) : trans.__('Copy %1', text)}
        icon={copied ? 'check' : 'copy'}
        iconTone={copied ? 'ok' : 'text'}
        iconOnly
        onPress={() => {
          copy(text);
          setCopied(true);
        }}
      />
    </span>
  );
}
