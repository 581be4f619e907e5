import type { ComponentProps } from 'react';
import { Icon, type IconName } from './Icon';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: IconName;
  /** Read aloud, and shown as a tip. */
  label: string;
  size?: number;
}

export function IconButton({ icon, label, size, className = '', ...rest }: Props) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} {...(size && { size })} />
    </button>
  );
}
