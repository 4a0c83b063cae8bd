// Holds the description against the OpenAPI specification, by a validator that is not ours.
import { createConfig, lint } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["spec"] });
const problems = await lint({ ref: process.argv[2], config });
for (const problem of problems) {
  console.log(problem.severity, problem.message, problem.location.map((place) => place.pointer).join(" "));
}
process.exitCode = problems.some((problem) => problem.severity === "error") ? 1 : 0;
console.log(`${process.argv[2]}: ${problems.length} problems`);
