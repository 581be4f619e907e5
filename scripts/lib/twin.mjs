/** The same schema for PostgreSQL: nothing differs but the provider and where the client is written. */
export function postgresTwin(schema) {
  return schema
    .replace('"../src/generated/sqlite"', '"../../src/generated/postgres"')
    .replace('provider = "sqlite"', 'provider = "postgresql"');
}
