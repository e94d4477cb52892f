import { ALL_TOPICS } from '@sandan/contracts';
import { createPortTopics, portTopicConfig } from '@sandan/service';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { describeReal } from '../faults/real-stack';

/**
 * Mechanism: Kafka takes the age of a record from its timestamp, which is business time. Under a broker's default retention
 * of a week, messages about a day two weeks ago were deleted between two stages, and their parcels waited for ever. And a
 * broker refuses what lies more than an hour ahead of its clock: an output that is refused ends its lane for ever.
 */
describeReal('topics of a port', () => {
  it('have settings of their own for age, size and time, whatever the broker does with other topics', async () => {
    const brokers = (process.env['SANDAN_TEST_BROKERS'] ?? '').split(',');
    await createPortTopics({ brokers });
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: ALL_TOPICS.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
      });
      expect(resources).toHaveLength(ALL_TOPICS.length);
      for (const { configEntries, resourceName } of resources) {
        const wanted = portTopicConfig(resourceName);
        const own = configEntries.filter(({ isDefault, configName }) => !isDefault && configName in wanted);
        expect(Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]))).toEqual(wanted);
      }
    } finally {
      await admin.disconnect();
    }
  });
});
