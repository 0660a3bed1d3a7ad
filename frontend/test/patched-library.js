// Lets Node's tests run on the library as the bundle has it: node --import ./test/patched-library.js
// UNPATCHED=1 leaves it as it came, to see the tests fail.
import { register } from "node:module";

if (!process.env.UNPATCHED) register("./patching-loader.js", import.meta.url);
