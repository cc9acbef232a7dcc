import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useApi } from '../../lib/session.ts';
import { kindsOf } from './requests/look-up.ts';
import { TwoNumbers } from './two-numbers.tsx';

export interface LinkByHandProps {
  readonly integrationId: string;
  readonly other: string;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

/** Two records are said to be one: both are looked up first, so that nobody links by a slip of the finger. */
export function LinkByHand(props: LinkByHandProps) {
  const api = useApi();
  const kinds = useQuery({
    queryKey: ['kinds', props.integrationId],
    queryFn: ({ signal }) => kindsOf(api, props.integrationId, signal),
  });
  return (
    <Dialog title="Match two by hand" isOpen onClose={props.onClose} size="wide">
      <Loaded query={kinds} what="the kinds of records">
        {(known) => <TwoNumbers {...props} kinds={known} />}
      </Loaded>
    </Dialog>
  );
}
