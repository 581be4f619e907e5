/** The address of a message as Slack writes it; a reply is shown in its thread. */
export function permalinkIn(workspaceUrl: string): (channelId: string, ts: string, threadTs?: string) => string {
  const base = workspaceUrl.replace(/\/*$/, '');
  return (channelId, ts, threadTs) => {
    const message = `${base}/archives/${channelId}/p${ts.replace('.', '')}`;
    return threadTs && threadTs !== ts ? `${message}?thread_ts=${threadTs}&cid=${channelId}` : message;
  };
}
