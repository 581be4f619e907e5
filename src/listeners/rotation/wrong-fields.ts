import type { RotationForm } from '../../domain/rotation/forms/form';
import type { Problems } from '../../domain/rotation/forms/read';

/** What is wrong with a form, and with which of its layers: `null`: with the rotation. */
export interface WrongFields {
  problems: Problems;
  layer: number | null;
}

/** Of a layer whose fields are not shown. */
export function ofLayer({ layers }: RotationForm, { problems, layer }: WrongFields): string {
  const [problem = ''] = Object.values(problems);
  return layer === null ? problem : `Layer “${layers[layer]?.name ?? ''}”: ${problem}`;
}
