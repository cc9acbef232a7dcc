import { Confirm } from '../../components/confirm.tsx';

export interface DropQuestionProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onDrop: (reason: string) => void;
}

/** Asks before a change is given up, and why. */
export const DropQuestion = ({ title, onClose, onDrop }: DropQuestionProps) => (
  <Confirm
    title={`Drop the change to “${title}”?`}
    isOpen
    onClose={onClose}
    act="Drop the change"
    onAct={onDrop}
    isPending={false}
    error={null}
    reason="needed"
    isGrave
  >
    <p>
      It is not brought over. Both records stay as they are; a later change of either is looked at anew. You
      have ten seconds to take it back.
    </p>
  </Confirm>
);
