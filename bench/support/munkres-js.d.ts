declare module 'munkres-js' {
  /** The row and the column of each pair of a cheapest assignment. */
  function munkres(costs: number[][]): [number, number][];
  export = munkres;
}
