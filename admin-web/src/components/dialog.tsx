import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `wide` for tables and comparisons. */
  readonly size?: 'wide';
  /** A question that must be answered is not closed by a click beside it. */
  readonly isQuestion?: boolean;
}

/** A dialog over the page. Escape closes it and the focus goes back to where it was. */
export const Dialog = ({ title, isOpen, onClose, children, size, isQuestion = false }: DialogProps) => (
  <ModalOverlay
    className="veil"
    isOpen={isOpen}
    isDismissable={!isQuestion}
    onOpenChange={(open) => {
      if (!open) onClose();
    }}
  >
    <Modal className={`dialog ${size ?? ''}`}>
      <AriaDialog role={isQuestion ? 'alertdialog' : 'dialog'}>
        <header className="row between start">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Button look="icon" aria-label="Close" onPress={onClose}>
            <X size={18} aria-hidden />
          </Button>
        </header>
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
);
