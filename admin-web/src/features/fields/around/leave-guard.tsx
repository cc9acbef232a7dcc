import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { counted } from '../../../lib/words.ts';

/** Asks before changes that are not saved are lost by leaving. */
export function LeaveGuard({ count }: { readonly count: number }) {
  const blocker = useBlocker({
    shouldBlockFn: () => count > 0,
    enableBeforeUnload: () => count > 0,
    withResolver: true,
  });
  const stay = () => blocker.reset?.();
  return (
    <Dialog title="Leave without saving?" isOpen={blocker.status === 'blocked'} onClose={stay} isQuestion>
      <p>{counted(count, 'changed field')} would be lost.</p>
      <div className="row acts">
        <Button onPress={() => blocker.proceed?.()}>Leave, and drop what I changed</Button>
        <Button look="main" onPress={stay}>
          Stay here
        </Button>
      </div>
    </Dialog>
  );
}
