// Holds each Kubernetes resource to its schema, and writes it as TypeScript, whose compiler finds members that there are not.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

const folder = process.argv[2];
for (const file of readdirSync(folder)) {
  for (const document of parseAllDocuments(readFileSync(`${folder}/${file}`, "utf8"))) {
    if (document.errors.length > 0) throw document.errors[0];
    const resource = document.toJS();
    const model = `kubernetes-models/${resource.apiVersion}/${resource.kind}`;
    const { [resource.kind]: Resource } = await import(model);
    new Resource(resource).validate();
    writeFileSync(`${resource.kind}.ts`, `import type { I${resource.kind} } from "${model}";\n`
      + `export const resource: I${resource.kind} = ${JSON.stringify(resource, null, 2)};\n`);
    console.log(`${file}: ${resource.kind} ${resource.metadata.name}`);
  }
}
