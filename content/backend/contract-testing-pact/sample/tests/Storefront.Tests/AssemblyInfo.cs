// Measurements are not disturbed by other tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
