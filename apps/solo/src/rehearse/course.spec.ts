import { Course } from './course';

describe('course', () => {
  it('tells rates a second, also where a second came late', () => {
    const course = new Course();
    for (let parcel = 0; parcel < 300; parcel++) course.decided(10);
    course.sent(900);
    course.tick(3, 5, { engine: 100 });
    expect(course.seconds).toHaveLength(3);
    expect(course.seconds[1]).toMatchObject({ parcels: 100, documents: 300, lagRecords: 5 });
    course.tick(1, 0, {});
    expect(course.seconds[3]).toEqual({ parcels: 0, documents: 0, lagRecords: 0, rssMb: {} });
  });

  it('takes best and worst from whole seconds, not from the first and the last', () => {
    const course = new Course();
    for (const parcels of [1, 50, 20, 70, 2]) {
      for (let parcel = 0; parcel < parcels; parcel++) course.decided(undefined);
      course.tick(1, 0, {});
    }
    expect(course.extremes()).toEqual({ best: 70, worst: 20 });
  });
});
