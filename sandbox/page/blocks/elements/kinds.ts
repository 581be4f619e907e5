import type { ActionsBlock, ConfirmationDialog, InputBlock, SectionBlock } from '@slack/types';

export type AnyElement = NonNullable<SectionBlock['accessory']> | ActionsBlock['elements'][number] | InputBlock['element'];

export type ElementOf<Type extends AnyElement['type']> = Extract<AnyElement, { type: Type }>;

export type Confirm = ConfirmationDialog | undefined;
