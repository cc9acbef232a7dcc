import { ArrowUp } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { counted } from '../../lib/words.ts';

/** What came in while somebody reads: said politely, shown when asked for. */
export function NewerEntries({
  count,
  onShow,
}: {
  readonly count: number | 'many';
  readonly onShow: () => void;
}) {
  const text = count === 'many' ? 'Many newer entries' : counted(count, 'newer entry', 'newer entries');
  return (
    <div className="newer" role="status">
      {count !== 0 && (
        <Button onPress={onShow}>
          <ArrowUp size={16} aria-hidden />
          {text}
        </Button>
      )}
    </div>
  );
}
