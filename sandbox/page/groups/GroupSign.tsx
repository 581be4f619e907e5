import { Icon } from '../parts/Icon';

/** In the place where a person has a picture. */
export function GroupSign({ size }: { size: number }) {
  return (
    <span className="group-sign" style={{ width: size, height: size }}>
      <Icon name="people" size={size * 0.55} />
    </span>
  );
}
