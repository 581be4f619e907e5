import { ImageElement } from '../Images';
import { Button } from './Button';
import { Checkboxes } from './Checkboxes';
import type { AnyElement } from './kinds';
import { Overflow } from './Overflow';
import { DatePicker, DateTimePicker, TimePicker } from './Pickers';
import { RadioButtons } from './RadioButtons';
import { ChannelsSelect, ConversationsSelect, ExternalSelect, StaticSelect, UsersSelect } from './Selects';
import { NumberInput, TextInput } from './TextInput';

interface Props {
  element: AnyElement;
  /** An `input` block with `dispatch_action`. */
  dispatches?: boolean;
}

export function Element({ element, dispatches = false }: Props) {
  switch (element.type) {
    case 'button':
      return <Button element={element} />;
    case 'overflow':
      return <Overflow element={element} />;
    case 'static_select':
    case 'multi_static_select':
      return <StaticSelect element={element} />;
    case 'external_select':
    case 'multi_external_select':
      return <ExternalSelect element={element} />;
    case 'users_select':
    case 'multi_users_select':
      return <UsersSelect element={element} />;
    case 'conversations_select':
    case 'multi_conversations_select':
      return <ConversationsSelect element={element} />;
    case 'channels_select':
    case 'multi_channels_select':
      return <ChannelsSelect element={element} />;
    case 'plain_text_input':
    case 'url_text_input':
    case 'email_text_input':
      return <TextInput element={element} dispatches={dispatches} />;
    case 'number_input':
      return <NumberInput element={element} dispatches={dispatches} />;
    case 'checkboxes':
      return <Checkboxes element={element} />;
    case 'radio_buttons':
      return <RadioButtons element={element} />;
    case 'datepicker':
      return <DatePicker element={element} />;
    case 'timepicker':
      return <TimePicker element={element} />;
    case 'datetimepicker':
      return <DateTimePicker element={element} />;
    case 'image':
      return <ImageElement element={element} size="large" />;
    default:
      return <span className="block-unknown">An element of type “{element.type}”, which this sandbox does not draw.</span>;
  }
}
