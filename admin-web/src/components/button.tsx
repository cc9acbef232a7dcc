import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

export interface Look {
  /** `main` for the one act of a page, `plain` beside text, `icon` for a picture alone, `grave` for what cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'icon' | 'grave';
}

/** A button that can be pressed by mouse, touch and keyboard alike. */
export const Button = ({ look, ...props }: Omit<ButtonProps, 'className'> & Look) => (
  <AriaButton {...props} className={`button ${look ?? ''}`} />
);
