/** Slack's mrkdwn as one line of plain words: names of mentions and links stay, their marks go. */
export function plain(text: string): string {
  return unescaped(
    text
      .replace(/<[@#!][^<>|]*\|([^<>]*)>/g, (_, label: string) => label)
      .replace(/<![^<>]*>|<[@#][^<>]*>/g, '')
      .replace(/<(?:https?:\/\/|mailto:|tel:)[^<>|]*\|([^<>]*)>/g, (_, label: string) => label)
      .replace(/<((?:https?:\/\/|mailto:|tel:)[^<>|]*)>/g, (_, url: string) => url),
  )
    .replace(/\s+/g, ' ')
    .trim();
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
