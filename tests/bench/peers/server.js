// The peer that many would write: fastify, pg's pool, prepared statements, the same table under the same row security.
// It is spared what concordatd must do: all requests are of one organisation, told to each database session once; no key is looked up.
// PORT, PGHOST, PGDATABASE and so on, GET_SQL and LIST_SQL come from the environment. Prints `ready`.
import Fastify from 'fastify'
import pg from 'pg'

pg.types.setTypeParser(20, Number) // bigint: instants and versions fit
const pool = new pg.Pool({ max: 8, options: '-c concordat.organisation=bench-0 -c concordat.client=bench-0/c0 -c concordat.edits=bench-0' })
const app = Fastify()

app.get('/milestones/:founder/:name', async (request, reply) => {
  const { rows } = await pool.query({ name: 'get', text: process.env.GET_SQL, values: [[`${request.params.founder}/${request.params.name}`]] })
  return rows[0] ?? reply.code(404).send({ error: 'no such milestone' })
})

app.get('/milestones', async (request) => {
  const { rows } = await pool.query({ name: 'list', text: process.env.LIST_SQL, values: [request.query.from] })
  return { items: rows.slice(0, 50), more: rows.length > 50 }
})

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
console.log('ready')
