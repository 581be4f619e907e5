import { useCallback } from 'react';
import { useConfirm } from '../../parts/Confirm';
import { plainWords } from '../../text/plainWords';
import { Text } from '../Mrkdwn';
import type { Confirm } from './kinds';

/** Does something at once, or after the element's own question was answered with yes. */
export function useConfirmed(confirm: Confirm): (then: () => void) => void {
  const ask = useConfirm();
  return useCallback(
    (then) => {
      if (!confirm) return then();
      void ask({
        title: plainWords(confirm.title?.text ?? 'Are you sure?'),
        text: <Text of={confirm.text} />,
        confirm: plainWords(confirm.confirm?.text ?? 'Yes'),
        deny: plainWords(confirm.deny?.text ?? 'No'),
        danger: confirm.style === 'danger',
      }).then((yes) => yes && then());
    },
    [ask, confirm],
  );
}
