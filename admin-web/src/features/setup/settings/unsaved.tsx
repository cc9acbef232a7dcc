import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';

/** Asks before somebody leaves the page with changes that are not saved. */
export function Unsaved({ isChanged }: { readonly isChanged: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return (
    <Dialog title="Leave without saving?" isOpen={status === 'blocked'} onClose={() => reset?.()} isQuestion>
      <p>What you changed on this page is not saved yet.</p>
      <div className="row acts">
        <Button onPress={() => proceed?.()}>Leave without saving</Button>
        <Button look="main" onPress={() => reset?.()} autoFocus>
          Stay here
        </Button>
      </div>
    </Dialog>
  );
}
