// A client as somebody would write it against the generated types. It is compiled, never run.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Video = components["schemas"]["Video"];
type Problem = components["schemas"]["Problem"];

const client = createClient<paths>({
  baseUrl: "http://localhost:8080",
  // "sort" and "fields" are lists with commas between.
  querySerializer: { array: { style: "form", explode: false } },
});

function explain(problem: Problem): Error {
  const faults = (problem.errors ?? []).map((fault) => `${fault.pointer ?? fault.parameter}: ${fault.code}`);
  return new Error([problem.title, problem.detail, ...faults].join("; "));
}

/** A list is text when NDJSON or CSV is asked for; these requests ask for neither. */
function asPage<T>(data: T | string): T {
  if (typeof data === "string") {
    throw new Error("expected JSON");
  }
  return data;
}

export async function* newest(words: string): AsyncGenerator<Video> {
  let cursor: string | undefined;
  do {
    const query = { q: words, sort: ["-createdAt" as const], limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const { data, error } = await client.GET("/api/videos", { params: { query } });
    if (error) {
      throw explain(error);
    }
    const { items, next } = asPage(data);
    yield* items;
    cursor = next === null ? undefined : (new URL(next, "http://localhost").searchParams.get("cursor") ?? undefined);
  } while (cursor !== undefined);
}

export async function create(name: string, description: string): Promise<number> {
  const { data, error, response } = await client.POST("/api/videos", { body: { name, description, ownerId: null } });
  if (error) {
    throw explain(error);
  }
  console.log(response.headers.get("Location"));
  return data.id;
}

/** Renames a video unless somebody else has changed it since it was read. */
export async function rename(id: number, name: string): Promise<Video | "changed meanwhile"> {
  const read = await client.GET("/api/videos/{id}", { params: { path: { id } } });
  if (!read.data) {
    throw explain(read.error as Problem);
  }
  const version = read.response.headers.get("ETag") ?? "*";
  const { data, error, response } = await client.PATCH("/api/videos/{id}", {
    params: { path: { id }, header: { "If-Match": version } },
    body: { name },
    headers: { "Content-Type": "application/merge-patch+json" },
  });
  if (response.status === 412) {
    return "changed meanwhile";
  }
  if (error) {
    throw explain(error);
  }
  return data;
}

/** What was read can be sent back as it is. */
export async function disown(video: Video): Promise<Video> {
  const { data, error } = await client.PUT("/api/videos/{id}", { params: { path: { id: video.id } }, body: { ...video, ownerId: null } });
  if (error) {
    throw explain(error);
  }
  return data;
}

export async function ofOwner(id: number): Promise<readonly Video[]> {
  const { data, error } = await client.GET("/api/users/{id}/videos", { params: { path: { id }, query: { fields: ["id", "name"] } } });
  if (error) {
    throw explain(error);
  }
  return asPage(data).items;
}
