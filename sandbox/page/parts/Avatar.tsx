import type { Person } from '../data/wire';
import { colorOf, initials, personName } from '../text/names';

interface Props {
  person: Person | undefined;
  size: number;
  /** Instead of the person's own, for messages with a name and picture of their own. */
  picture?: string | undefined;
  name?: string | undefined;
}

const COLORS = 8;

/** Decorative: the name always stands beside it. */
export function Avatar({ person, size, picture, name }: Props) {
  const source = picture ?? person?.avatar;
  const shown = name ?? personName(person);
  if (source && isOurs(source)) {
    return <img className="avatar" src={source} alt="" width={size} height={size} style={{ width: size, height: size }} />;
  }
  return (
    <span
      className={`avatar avatar-color-${colorOf(person?.id ?? shown, COLORS)}`}
      style={{ width: size, height: size, fontSize: size * 0.4 }}
      data-initials={initials(shown)}
    />
  );
}

/** The page asks no other server for anything. */
export function isOurs(url: string): boolean {
  return url.startsWith('data:image/') || new URL(url, location.href).origin === location.origin;
}
