import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

export interface Look {
  /** `main` for the one act of a page, `plain` beside text, `icon` for a picture alone, `grave` for what cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'icon' | 'grave';
}

/**
 * A button that can be pressed by mouse, touch and keyboard alike. While it is pending it keeps the focus and does
 * nothing; the library's own way announces it by an element that points at the button after it is gone.
 */
export const Button = ({
  look,
  isPending = false,
  onPress,
  type,
  ...props
}: Omit<ButtonProps, 'className'> & Look) => (
  <AriaButton
    {...props}
    {...(onPress === undefined || isPending ? {} : { onPress })}
    {...(type === undefined || isPending ? {} : { type })}
    className={`button ${look ?? ''} ${isPending ? 'pending' : ''}`}
  />
);
