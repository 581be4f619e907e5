import { createContext, useContext } from 'react';
import type { Place } from './route';

/** Goes to a place in the workspace, as the acting person. */
export const GoContext = createContext<(place: Place) => void>(() => {});

export function useGo(): (place: Place) => void {
  return useContext(GoContext);
}
