import { Button } from '../../components/button.tsx';
import { exactTime } from '../../lib/time.ts';
import { counted } from '../../lib/words.ts';

export interface ListEndProps {
  readonly shown: number;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Since when everything was looked at, where the last page found little. */
  readonly lookedTo: string | undefined;
  readonly onMore: () => void;
}

/** Below the last entry: more of them, or how far was looked and the way further back. */
export function ListEnd({ shown, hasMore, isLoading, lookedTo, onMore }: ListEndProps) {
  if (!hasMore) return null;
  return (
    <>
      {lookedTo !== undefined && (
        <p role="status" className="soft">
          Looked back as far as {exactTime(lookedTo)}:{' '}
          {shown === 0 ? 'nothing fits so far.' : `${counted(shown, 'entry fits', 'entries fit')} so far.`}
        </p>
      )}
      <Button onPress={onMore} isPending={isLoading}>
        {lookedTo === undefined ? 'Show more' : 'Look further back'}
      </Button>
    </>
  );
}
