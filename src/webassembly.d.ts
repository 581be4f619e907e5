/** Node has WebAssembly; its types stand in the DOM library, which server code should not see. */
declare namespace WebAssembly {
  function instantiate(bytes: Uint8Array, imports: Record<string, unknown>): Promise<{ instance: { exports: Record<string, unknown> } }>;
}
