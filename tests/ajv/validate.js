// validate.js ANSWERS: every answer against its schema; in strict mode, in which ajv refuses
// schemas that say something it does not know.
const Ajv = require("ajv/dist/2020");
const { schemas, answers } = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));

const ajv = new Ajv({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  allErrors: true,
});
let failed = 0;
for (const { schema, command, answer } of answers) {
  const validate =
    ajv.getSchema(schema) || ajv.addSchema(schemas[schema], schema).getSchema(schema);
  if (!validate(answer)) {
    ++failed;
    console.log(`FAIL assay ${command.join(" ")}:`, validate.errors);
  }
  if (validate({ ...answer, surprise: 1 })) {
    ++failed;
    console.log(`FAIL ${schema}: a key that nobody described is accepted`);
  }
}
console.log(`${answers.length} answers, ${failed} failures`);
process.exit(failed ? 1 : 0);
