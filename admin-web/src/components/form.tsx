import { type ReactNode, useEffect, useRef } from 'react';
import { Form as AriaForm } from 'react-aria-components';

export interface FormProps {
  readonly label: string;
  /** What is wrong, by the `name` of the field: from the schema before sending, from the service after. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** Fields that are sent together. What is wrong is told at its field, and the first wrong one takes the focus. */
export function Form({ label, errors = {}, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const wrong = Object.keys(errors).join();
  useEffect(() => {
    if (wrong === '') return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus();
  }, [wrong]);
  return (
    <AriaForm
      ref={form}
      aria-label={label}
      className="form"
      validationErrors={errors}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </AriaForm>
  );
}
