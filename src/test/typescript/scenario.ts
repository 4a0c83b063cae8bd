// What an integrator's first program does, with a client made from the server's own description.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

const address = process.env["KASAR_ADDRESS"];
const token = process.env["KASAR_TOKEN"];
assert(address && token, "KASAR_ADDRESS and KASAR_TOKEN name the server and who asks");

const kasar = createClient<paths>({
  baseUrl: `${address}/api/v1`,
  headers: { Authorization: `Bearer ${token}` },
});

type Contact = components["schemas"]["contacts.flat"];

const company = await kasar.POST("/records/companies", { body: { name: "Analytical Engines" } });
assert.equal(company.response.status, 201);
const companyId = company.data!.data.id;

const names = ["Ada", "Charles", "Mary"];
for (const first_name of names) {
  const made = await kasar.POST("/records/contacts", {
    params: { header: { "Idempotency-Key": `make-${first_name}` } },
    body: { first_name, last_name: "Byron", company_id: companyId, contact_status: "customer" },
  });
  assert.equal(made.response.status, 201, JSON.stringify(made.error));
  const contact: Contact = made.data!.data;
  assert.equal(contact.first_name, first_name);
}

// A filtered, sorted list, two pages of it.
const filters = { type: "AND" as const, conditions: [{ field: "company.name", operator: "contains", value: "engine" }] };
const sort = [{ field: "first_name", direction: "asc" as const }];
const first = await kasar.POST("/records/contacts/search", { body: { filters, sort, limit: 2 } });
assert.equal(first.data?.total, 3);
const second = await kasar.POST("/records/contacts/search", {
  body: { filters, sort, limit: 2, cursor: first.data!.nextCursor },
});
const found = [...first.data!.data, ...second.data!.data].map((contact) => contact.first_name);
assert.deepEqual(found, names);
assert.equal(second.data!.nextCursor, null);

// A refusal is as typed as an answer.
const refused = await kasar.GET("/records/contacts/{id}", {
  params: { path: { id: "01890000-0000-7000-8000-000000000000" } },
});
assert.equal(refused.response.status, 404);
assert.equal(refused.error?.code, "RECORD_NOT_FOUND");

const task = await kasar.POST("/tasks", {
  body: { title: "Call Ada", linked_entities: [{ id: first.data!.data[0]!.id, type: "contacts" }] },
});
assert.equal(task.response.status, 201);
const done = await kasar.PUT("/tasks/{id}/complete", { params: { path: { id: task.data!.data.id } }, body: {} });
assert.equal(done.data?.data.is_completed, true);

console.log("scenario passed");
