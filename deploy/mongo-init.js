// Run once, when the database is empty: each service gets a database and a user that sees nothing else.
for (const service of ['post', 'comment', 'query', 'moderation', 'task']) {
  const variable = service.toUpperCase() + '_DB_PASSWORD';
  const password = process.env[variable];
  if (!password) {
    throw new Error(variable + ' is not set');
  }
  db.getSiblingDB(service).createUser({
    user: service + '-service',
    pwd: password,
    roles: [{ role: 'readWrite', db: service }],
  });
}
