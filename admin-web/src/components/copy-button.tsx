import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

/** A text to be pasted elsewhere, with the button that copies it. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    );
  const Icon = copied === 'yes' ? Check : Copy;
  return (
    <div className="copy">
      <span className="small soft">{label}</span>
      <code>{text}</code>
      <Button aria-label={`Copy: ${label}`} onPress={() => void copy()}>
        <Icon size={16} aria-hidden />
        {copied === 'yes' ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className={copied === 'no' ? 'error' : 'hidden'}>
        {copied === 'yes' && 'Copied.'}
        {copied === 'no' && 'The browser did not allow it. Select the text and copy it by hand.'}
      </span>
    </div>
  );
}
