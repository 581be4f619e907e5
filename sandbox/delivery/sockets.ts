/** Socket Mode: tickets, connections, envelopes and their acknowledgements. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Activity } from '../activity';
import { Connection } from './connection';
import { type EnvelopeKind, type Retry, Undelivered, type Wire } from './wire';

export const MOST_CONNECTIONS = 10;
const TICKET_LIFETIME_MS = 60_000;
const PING_EVERY_MS = 5_000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

export class Sockets implements Wire {
  private readonly server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  private readonly tickets = new Map<string, NodeJS.Timeout>();
  private readonly connections = new Set<Connection>();
  private turn = 0;
  private readonly pinging: NodeJS.Timeout;

  constructor(
    private readonly appId: string,
    private readonly activity: Activity,
    private readonly onChange: (connected: number) => void,
  ) {
    this.pinging = setInterval(() => this.ping(), PING_EVERY_MS);
    this.pinging.unref();
  }

  /** Path and query of a socket that can be opened once, within a minute. */
  ticket(): string {
    const ticket = randomUUID();
    const expiry = setTimeout(() => this.tickets.delete(ticket), TICKET_LIFETIME_MS);
    expiry.unref();
    this.tickets.set(ticket, expiry);
    return `/link/?ticket=${ticket}&app_id=${this.appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '', 'http://sandbox').searchParams.get('ticket') ?? '';
    const expiry = this.tickets.get(ticket);
    if (expiry === undefined) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    clearTimeout(expiry);
    this.tickets.delete(ticket);
    this.server.handleUpgrade(request, socket, head, (accepted) => this.accept(accepted));
  }

  connected(): boolean {
    return this.open().length > 0;
  }

  count(): number {
    return this.connections.size;
  }

  async send(kind: EnvelopeKind, payload: Record<string, unknown>, retry?: Retry): Promise<unknown> {
    const open = this.open();
    const connection = open[this.turn % Math.max(open.length, 1)];
    if (connection === undefined) throw new Undelivered('no_connection');

    this.turn += 1;
    return connection.send(kind, payload, retry);
  }

  /** Without a warning as a network failure does it; with one as Slack does when it recycles a connection. */
  drop(warn?: DisconnectReason): void {
    for (const connection of this.connections) {
      if (warn === undefined) connection.terminate();
      else connection.disconnect(warn);
    }
  }

  /** Closes properly, and roughly where the other side does not answer. */
  async stop(): Promise<void> {
    clearInterval(this.pinging);
    for (const expiry of this.tickets.values()) clearTimeout(expiry);
    this.tickets.clear();
    await Promise.all([...this.connections].map((connection) => connection.close()));
    this.server.close();
  }

  private accept(socket: WebSocket): void {
    const connection = new Connection(socket, this.appId);
    this.connections.add(connection);
    const opened = this.activity.begin();
    socket.on('message', (data: RawData, isBinary: boolean) => connection.hear(data, isBinary));
    socket.on('pong', () => connection.pong());
    socket.on('error', () => connection.terminate());
    socket.on('close', () => this.closed(connection));
    if (this.connections.size > MOST_CONNECTIONS) connection.disconnect('too_many_websockets');
    else connection.hello(this.connections.size);
    opened();
    this.onChange(this.open().length);
  }

  private closed(connection: Connection): void {
    this.connections.delete(connection);
    connection.lost();
    this.onChange(this.open().length);
  }

  private open(): Connection[] {
    return [...this.connections].filter((connection) => connection.isOpen());
  }

  private ping(): void {
    for (const connection of this.connections) connection.ping();
  }
}
